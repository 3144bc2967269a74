"""Values and pure rules of coaching; nothing in here does input or output."""
