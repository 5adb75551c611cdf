"""How the desk looks: colours by role, one spacing scale, one type scale, one style sheet."""
