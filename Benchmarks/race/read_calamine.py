"""read_calamine.py FILE.xlsx: reads the first sheet and says how many rows of answers it has."""
import sys

from python_calamine import CalamineWorkbook

rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(len(rows) - 1)
