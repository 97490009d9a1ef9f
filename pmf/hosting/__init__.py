"""What it takes to let others read the app over a network: headers, limits, logs, health, several processes.

Knows HTTP as servers speak it; refuses to know pages and figures.
"""
