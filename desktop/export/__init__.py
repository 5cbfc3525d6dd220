"""The Excel planning workbook: sheets for the office, written with openpyxl (DESIGN.md, The workbook)."""
