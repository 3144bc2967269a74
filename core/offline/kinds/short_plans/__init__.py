"""Plans with less time than the playbook has: what comes first, and the hours it takes."""
