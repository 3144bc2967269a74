"""The Queue page: replies are labelled one by one."""
