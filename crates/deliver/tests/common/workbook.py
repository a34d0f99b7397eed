"""Makes a workbook with the cell map of the RapidCue template of 2016 (never a copy of it), or one that differs in a trait.

    workbook.py FILE [what is wrong with it]
"""

import datetime
import sys
import zipfile

import openpyxl
from openpyxl.styles import Font, NamedStyle, PatternFill, Protection
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableColumn

path = sys.argv[1]
wrong = sys.argv[2] if len(sys.argv) > 2 else ""
first, last = 20, 999

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Blad1" if wrong == "sheet" else "Template"
lists = book.create_sheet("hidat")
lists.sheet_state = "visible" if wrong == "visible" else "hidden"
usages = ["Logo", "MT", "ET", "VV", "VI", "BV", "BI"]
roles = ["Composer", "Arranger", "Publisher"]
for row, word in enumerate(usages, 1):
    lists.cell(row, 1, word)
for row, word in enumerate(roles, 1):
    lists.cell(row, 2, word)
categories = ["Series", "Movie", "Reality"]
versions = ["Original", "Edited for TV"]
societies = ["ASCAP", "BMI", "PRS (UK)", "SOCAN"]
for column, words in ((4, categories), (5, versions), (6, societies)):
    for row, word in enumerate(words, 1):
        lists.cell(row, column, word)
lists["C1"] = "=COUNTA(A1:A7)"

sheet["A1"] = '=IF(N4="","Music Cue Sheet",N4)'
sheet["A2"] = '=IF(N6="","",N6)'
labels = {
    "C4": "Classification", "C5": "Date prepared", "C8": "Initial air date", "C9": "Category", "C10": "Version",
    "C11": "Network", "C13": "Show duration", "C14": "Total music", "M4": "Series", "M5": "Series AKA",
    "M6": "Episode", "M7": "Episode AKA", "M8": "Episode number", "M9": "Production number", "M11": "Company",
    "M12": "Address", "M13": "Prepared by", "M14": "E-mail",
}
for cell, label in labels.items():
    sheet[cell] = label
    sheet[cell].font = Font(bold=True)
for cell in ("D5", "D8"):
    sheet[cell].number_format = "mm/dd/yyyy"
    sheet[cell].fill = PatternFill("solid", fgColor="FFFFCC")
sheet["D13"], sheet["F13"] = 0, 0
sheet["D14"], sheet["F14"] = "=SUM(J:J)", "=SUM(K:K)"
if wrong == "total":
    sheet["D14"] = 0
for merged in ("D4:F4", "D5:F5", "D8:F8", "D9:F9", "D10:F10", "D11:F11", "N4:R4", "N6:R6", "N12:R12"):
    sheet.merge_cells(merged)
if wrong == "merged":
    sheet.merge_cells("C13:D13")
heads = "Seq,Title,Usage,h,m,s,h,m,s,min,sec,Role,First,Last,Publisher,IPI,PRO,Share".split(",")
for column, head in enumerate(heads, 1):
    sheet.cell(first - 1, column, head)
for row in range(first, last + 1):
    for column in range(1, 19):
        cell = sheet.cell(row, column)
        cell.number_format = "00" if 4 <= column <= 11 else "0" if column == 16 else "0.00%" if column == 18 else "General"
        cell.protection = Protection(locked=column in (1, 10, 11))
    length = f"((G{row}*60+H{row})*60+I{row}-(D{row}*60+E{row})*60-F{row})"
    sheet.cell(row, 1, f'=IF(B{row}="","",COUNTA(B${first}:B{row}))')
    sheet.cell(row, 10, f'=IF(B{row}="","",INT({length}/60))')
    sheet.cell(row, 11, f'=IF(B{row}="","",MOD({length},60))')
if wrong == "formulas":
    sheet["J20"] = None
if wrong == "filled":
    sheet["B23"], sheet["C23"] = "Kitchen Morning", "BI"
if wrong == "blank":
    sheet["B23"] = "  "
sheet.column_dimensions["P"].hidden = True
validations = [
    ("D4", '"Original,Revision"'), ("D9", "hidat!$D$1:$D$3"), ("D10", "'hidat'!$E$1:$E$2"), (f"Q{first}:Q{last}", "Societies"),
    (f"C{first}:C{last}", "hidat!$A$1:$A$7"), (f"L{first}:L{last}", "hidat!$B$1:$B$3"),
]
for where, formula in validations:
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    validation.add(where)
    sheet.add_data_validation(validation)
book.defined_names["Societies"] = DefinedName("Societies", attr_text="hidat!$F$1:$F$4")
table = Table(displayName="CueDetails3" if wrong == "table" else "CueDetails2", ref=f"A{first}:R{last - 1 if wrong == 'short' else last}")
table.headerRowCount = 0
table._initialise_columns()
for column, head in zip(table.tableColumns, heads):
    column.name = f"{head}{column.id}"
sheet.add_table(table)
sheet.protection.sheet = True
sheet.protection.password = "cue"
book.security = WorkbookProtection(workbookPassword="cue", lockStructure=True)
book.calculation.fullCalcOnLoad = False
book.calculation.calcId = 152511
if wrong == "1904":
    from openpyxl.utils.datetime import MAC_EPOCH
    book.epoch = MAC_EPOCH
book.properties.created = book.properties.modified = datetime.datetime(2016, 7, 1)
book.save(path)

if wrong in ("macros", "encrypted", "damaged"):
    with zipfile.ZipFile(path) as old:
        parts = [(part, old.read(part)) for part in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts:
            if wrong == "damaged" and part.filename == "xl/workbook.xml":
                data = data[: len(data) // 2].rstrip(b"<") + b"<sheet name=<"
            new.writestr(part, data)
        if wrong == "macros":
            new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
if wrong == "cached":
    # What Excel would have stored beside each formula.
    with zipfile.ZipFile(path) as old:
        parts = [(part, old.read(part)) for part in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts:
            if part.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</f><v></v>", b"</f><v>77</v>").replace(b"</f><v />", b"</f><v>77</v>")
                assert b"<v>77</v>" in data
            new.writestr(part, data)
        new.writestr("xl/calcChain.xml", b"<calcChain/>")
        new.writestr("xl/media/logo.png", bytes(range(256)))
