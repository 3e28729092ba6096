"""What was asked, what happened, what was promised. No PDF, no Streamlit."""
