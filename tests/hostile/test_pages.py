"""Every hostile page ends as pages.py says, in records or in a named failure."""
import single

single.run('pages.py', 20)
