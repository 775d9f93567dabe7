"""Every hostile PDF ends as pdfs.py says, in records or in a named failure."""
import single

single.run('pdfs.py', 30)
