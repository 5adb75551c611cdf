"""The page of duties towards people whose data the office holds."""
