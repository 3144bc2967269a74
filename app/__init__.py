"""The front end: a Streamlit app and the routes beside it."""
