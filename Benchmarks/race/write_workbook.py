"""write_workbook.py FROM.csv TO.xlsx: the cells of a CSV file as a workbook, short whole numbers as numbers."""
import csv
import os
import sys

import xlsxwriter

source, target = sys.argv[1:3]
book = xlsxwriter.Workbook(target + ".part", {"constant_memory": False, "strings_to_numbers": False})
sheet = book.add_worksheet("Responses")
with open(source, encoding="utf-8", newline="") as file:
    for row, cells in enumerate(csv.reader(file)):
        for column, cell in enumerate(cells):
            if row and cell.isdigit() and len(cell) < 6:
                sheet.write_number(row, column, int(cell))
            elif cell:
                sheet.write_string(row, column, cell)
book.close()
os.replace(target + ".part", target)
