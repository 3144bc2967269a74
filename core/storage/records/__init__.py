"""What stores take and give: plain frozen values, no rows of the database library."""
