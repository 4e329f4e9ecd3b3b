import EngageTesting
import Foundation

/// LibreOffice and openpyxl, as other people's spreadsheet programs.
enum Office {
  /// Whether both are there; said loudly where they are not.
  static let isThere: Bool = {
    let found = (try? OtherProgram.run("soffice", ["--version"])) != nil
    if !found {
      print("SKIPPED: soffice is not there, so no entry sheet is opened, worked out and saved by LibreOffice")
    }
    return found && OtherReader.openpyxl
  }()

  /// Opens workbooks, works them out and saves them again, in one go.
  static func resave(_ paths: [String], into folder: String) throws {
    try OtherProgram.run(
      "soffice",
      [
        "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", "xlsx", "--outdir",
        folder,
      ] + paths)
  }

  /// The colour that the rules of each cell come to, by `sheet!cell`, for each of some workbooks: `FFC7CE`. What comes
  /// to nothing has a `?` behind its cell.
  static func colours(_ paths: [String], folder: String) throws -> [[String: String]] {
    // Each rule becomes a formula far to the right in the same row, where LibreOffice works it out.
    _ = try OtherReader.python(
      """
      import json, openpyxl, sys
      from openpyxl.formula.translate import Translator
      from openpyxl.utils import get_column_letter
      for number, path in enumerate(sys.argv[2].split("|")):
        book = openpyxl.load_workbook(path)
        places = []
        for sheet in book.worksheets:
          taken = {}
          for area in sheet.conditional_formatting:
            for cells in area.sqref.ranges:
              first = sheet.cell(cells.min_row, cells.min_col).coordinate
              for rule in sorted(area.rules, key=lambda rule: rule.priority):
                for row in range(cells.min_row, cells.max_row + 1):
                  cell = sheet.cell(row, cells.min_col).coordinate
                  at = get_column_letter(400 + 8 * cells.min_col + taken.setdefault(cell, 0)) + str(row)
                  taken[cell] += 1
                  sheet[at] = Translator("=" + rule.formula[0], origin=first).translate_formula(cell)
                  places.append([sheet.title, cell, at, rule.dxf.fill.bgColor.rgb[-6:]])
        book.save(f"{sys.argv[1]}/rules{number}.xlsx")
        json.dump(places, open(f"{sys.argv[1]}/rules{number}.json", "w"))
      json.dump({}, sys.stdout)
      """, folder, paths.joined(separator: "|"))
    try FileManager.default.createDirectory(atPath: "\(folder)/out", withIntermediateDirectories: true)
    try resave(paths.indices.map { "\(folder)/rules\($0).xlsx" }, into: "\(folder)/out")
    return try paths.indices.map { number in
      let found = try OtherReader.python(
        """
        import json, openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1], data_only=True)
        colours = {}
        for sheet, cell, at, colour in json.load(open(sys.argv[2])):
          value = book[sheet][at].value
          if not isinstance(value, (bool, int, float)): colours[sheet + "!" + cell + "?"] = str(value)
          elif value: colours.setdefault(sheet + "!" + cell, colour)
        json.dump(colours, sys.stdout)
        """, "\(folder)/out/rules\(number).xlsx", "\(folder)/rules\(number).json")
      return found as? [String: String] ?? [:]
    }
  }
}
