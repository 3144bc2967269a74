"""A provider of identities, by OpenID Connect: the code flow with PKCE, state and nonce."""
