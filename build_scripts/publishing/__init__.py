"""What a publisher gets beside the site: one archive with its digests, and a ready configuration."""
