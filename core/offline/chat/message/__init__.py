"""What a whole message holds, part by part, and the answer that uses most of its parts."""
