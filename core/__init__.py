"""What Rein is, apart from its pages: coaching, models, tracing, storage and the verbs that join them."""
