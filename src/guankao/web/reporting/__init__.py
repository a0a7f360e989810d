"""What an agency states: expected reports, reports with their versions, results, exceptions."""
