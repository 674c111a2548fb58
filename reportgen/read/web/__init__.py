"""Fetching one page whose address its reader gave: nothing is fetched otherwise, and nothing further from there.

`address`     what may be asked for, and which hosts are of the open net
`connection`  a connection to the very address that was checked, in bounded time
`robots`      what a site asks programs to leave alone
`fetch`       the whole road, redirect by redirect
"""

from reportgen.read.web.address import is_address

__all__ = ["is_address"]
