"""Sending a comparison where a newsroom works: webhook, mail, folder, WordPress, Superdesk.

The one part of reportgen that opens a connection, and only to the place it is told.
"""

from reportgen.deliver.delivery import Delivery, Outcome, deliver, plan_deliveries

__all__ = ["Delivery", "Outcome", "deliver", "plan_deliveries"]
