"""What a person says of a counted goal: the whole, what is there, and their own pace."""
