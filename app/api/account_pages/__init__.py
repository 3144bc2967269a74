"""Forms to sign in with, outside Streamlit: no password enters the state of a page."""
