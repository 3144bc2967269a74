"""Plans: dated weeks of tasks, and the compiler that checks them."""
