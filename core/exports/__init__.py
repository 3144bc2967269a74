"""What leaves the machine: payloads, the sender, and one folder per protocol."""
