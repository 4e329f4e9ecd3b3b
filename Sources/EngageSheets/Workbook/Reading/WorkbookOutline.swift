/// What a workbook says about itself: its sheets and the parts that they need.
struct WorkbookOutline {
  var sheets: [WorkbookSheet]
  var from1904: Bool
  var sharedTexts: String?
  var styles: String?
}

extension PackageArchive {
  /// Follows the relationships from the package to its workbook and on to the sheets.
  /// - Throws: for what is no workbook, has macros or outside links, or names parts that are not there.
  func outline() throws(WorkbookReadError) -> WorkbookOutline {
    let main = try mainPart()
    try refuseDangers(main: main)
    let targets = try relationships(of: main)
    var sheets: [WorkbookSheet] = []
    var from1904 = false
    for element in try elements(of: try required(main), ["sheet", "workbookPr"]) {
      if element.name == "workbookPr" {
        from1904 = ["1", "true", "on"].contains(element.attributes["date1904"] ?? "")
      } else if element.parent == "sheets", let sheet = try sheet(element, targets, number: sheets.count + 1)
      {
        sheets.append(sheet)
      }
      guard sheets.count <= limits.sheets else {
        throw WorkbookReadError(.tooLarge("it has more than \(limits.sheets) sheets"), path: path)
      }
    }
    guard !sheets.isEmpty else { throw WorkbookReadError(.noSheets, path: path) }
    func first(_ kind: String) -> String? { targets.values.first { $0.kind == kind }?.target }
    return WorkbookOutline(
      sheets: sheets, from1904: from1904, sharedTexts: first("sharedStrings"), styles: first("styles"))
  }

  /// Styles and shared texts of a workbook.
  func context(for outline: WorkbookOutline) throws(WorkbookReadError) -> SheetContext {
    var styles: [CellStyle] = []
    if let name = outline.styles, let part = part(name) { styles = try self.styles(of: part) }
    var texts = SharedTexts()
    if let name = outline.sharedTexts {
      texts.deallocate()
      let part = try required(name)
      var scan = SharedTextsScan(part: part.name, limits: limits)
      defer { scan.finish() }
      do throws(WorkbookReadError) { try parse(part, &scan) } catch {
        scan.texts.deallocate()
        throw error
      }
      texts = scan.texts
    }
    return SheetContext(texts: texts, styles: styles, from1904: outline.from1904, limits: limits)
  }

  private func sheet(
    _ element: SmallPart.Element, _ targets: [String: Relationship], number: Int
  ) throws(WorkbookReadError) -> WorkbookSheet? {
    let name = element.attributes["name"] ?? "Sheet\(number)"
    guard let id = element.attributes["id"], let target = targets[id] else {
      throw WorkbookReadError(.missingPart("sheet “\(name)”"), path: path)
    }
    guard target.kind == "worksheet" else { return nil }
    let visibility = WorkbookSheet.Visibility(rawValue: element.attributes["state"] ?? "visible") ?? .visible
    return WorkbookSheet(name: name, number: number, visibility: visibility, part: target.target)
  }

  /// The part that the package's own relationships call its document.
  private func mainPart() throws(WorkbookReadError) -> String {
    if part("_rels/.rels") == nil {
      if part("mimetype") != nil || parts.isEmpty { throw WorkbookReadError(.notWorkbook, path: path) }
      if part("xl/workbook.xml") == nil { throw WorkbookReadError(.notWorkbook, path: path) }
      return "xl/workbook.xml"
    }
    guard let main = try relationships(of: "").values.first(where: { $0.kind == "officeDocument" }) else {
      throw WorkbookReadError(.notWorkbook, path: path)
    }
    if main.target.lowercased().hasSuffix(".bin") { throw WorkbookReadError(.binaryWorkbook, path: path) }
    return main.target
  }

  private func refuseDangers(main: String) throws(WorkbookReadError) {
    if parts.keys.contains(where: { $0.hasSuffix("vbaproject.bin") || $0.hasPrefix("xl/macrosheets/") }) {
      throw WorkbookReadError(.macros, path: path)
    }
    if parts.keys.contains(where: { $0.contains("externallinks/") }) {
      throw WorkbookReadError(.externalLinks, path: path)
    }
    guard let types = part("[Content_Types].xml") else { return }
    for element in try elements(of: types, ["Override", "Default"]) {
      let type = (element.attributes["ContentType"] ?? "").lowercased()
      if type.contains("sheet.binary") { throw WorkbookReadError(.binaryWorkbook, path: path) }
      if type.contains("macroenabled") { throw WorkbookReadError(.macros, path: path) }
      if element.attributes["PartName"]?.lowercased() == "/" + main.lowercased(), type.contains("main+xml"),
        !type.contains("spreadsheetml")
      {
        throw WorkbookReadError(.notWorkbook, path: path)
      }
    }
  }
}

/// A relationship of a part: what kind of part it points to, and its name.
struct Relationship {
  /// The last word of the type's address, which is the same in the strict and the transitional form.
  let kind: String
  let target: String
}

extension PackageArchive {
  /// The relationships of a part by their identifiers; `""` stands for the package. None where it has none.
  func relationships(of part: String) throws(WorkbookReadError) -> [String: Relationship] {
    let folder = part.split(separator: "/").dropLast().map(String.init)
    let file = part.split(separator: "/").last.map(String.init) ?? ""
    let name = (folder + ["_rels", "\(file).rels"]).joined(separator: "/")
    guard let rels = self.part(name) else { return [:] }
    var found: [String: Relationship] = [:]
    for element in try elements(of: rels, ["Relationship"]) {
      guard let id = element.attributes["Id"], let type = element.attributes["Type"],
        let target = element.attributes["Target"], element.attributes["TargetMode"] != "External"
      else { continue }
      let base = target.hasPrefix("/") ? [] : folder
      found[id] = Relationship(
        kind: type.split(separator: "/").last.map(String.init) ?? "",
        target: Self.resolve(
          target.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init), in: base))
    }
    return found
  }

  private static func resolve(_ steps: [String], in base: [String]) -> String {
    var at = base
    for step in steps {
      if step == ".." { _ = at.popLast() } else if step != "." { at.append(step) }
    }
    return at.joined(separator: "/")
  }

  /// Why bytes are no archive that is worth opening; `nil` where they may be.
  static func refusal(
    of bytes: UnsafeBufferPointer<UInt8>, limits: WorkbookLimits
  ) -> WorkbookReadError.Reason? {
    switch FileKind.sniff(bytes) {
    case .xls:
      let mark = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      return FileKind.contains(bytes, mark) ? .encrypted : .oldExcel
    case .xlsx, .zip: return directoryRefusal(bytes, limits)
    default: return .notWorkbook
    }
  }

  /// Looks at the end record of the archive's directory before the directory is loaded.
  private static func directoryRefusal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ limits: WorkbookLimits
  ) -> WorkbookReadError.Reason? {
    guard bytes.count >= 22 else { return .damaged }
    let lowest = max(0, bytes.count - 22 - 65_535)
    var at = bytes.count - 22
    while at >= lowest {
      if bytes[at] == 0x50, bytes[at + 1] == 0x4B, bytes[at + 2] == 5, bytes[at + 3] == 6 {
        let count = Int(bytes[at + 10]) | Int(bytes[at + 11]) << 8
        let size = (0..<4).reduce(0) { $0 | Int(bytes[at + 12 + $1]) << (8 * $1) }
        let isTooLarge = count > limits.entries || (size != 0xFFFF_FFFF && size > limits.entries * 1_024)
        return isTooLarge ? .tooLarge("it holds more than \(limits.entries) files") : nil
      }
      at -= 1
    }
    return .damaged
  }
}
