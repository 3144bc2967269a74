"""What Rein is without its pages: coaching, models, tracing, storage, use-cases."""
