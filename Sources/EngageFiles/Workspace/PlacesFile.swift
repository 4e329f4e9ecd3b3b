public import EngageModel

/// Reads `Surveys/places.txt`: a place a line; `#` begins a comment.
public enum PlacesFile {
  /// Reads the list at a path.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<PlaceList> {
    let problems = Problems()
    guard let source = TextFile.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return read(source, problems)
  }

  /// Reads a list from its text.
  public static func read(text: String, path: String) -> Reading<PlaceList> {
    read(SourceFile(path: path, text: text), Problems())
  }

  /// Longer than any name; somebody has put a text there.
  private static let longest = 100

  private static func read(_ source: SourceFile, _ problems: Problems) -> Reading<PlaceList> {
    problems.addSource(source)
    var names: [String] = []
    var lines: [String: Int] = [:]
    for (index, line) in source.lines.enumerated() {
      let name = name(in: line)
      guard !name.isEmpty else { continue }
      let number = index + 1
      let place = Place(line: number, column: leadingBlanks(line) + 1, length: name.count)
      func tell(_ rule: String, _ message: String, _ hint: String, _ severity: Diagnostic.Severity = .error) {
        problems.add(rule, message, in: source, at: place, hint: hint, severity: severity)
      }
      if name.count > longest {
        tell(
          "place-too-long", "a place is a name, this is a text of \(name.count) characters",
          "write one place a line")
      } else if name.count(where: { $0.isLetter || $0.isNumber }) < 2 {
        tell(
          "place-too-short", "a place has two letters at least, or every text would hold it",
          "write its full name")
      } else if let first = lines[name.lowercased()] {
        tell(
          "duplicate-place", "this place is there already, in line \(first)", "delete one of them", .warning)
      } else {
        if name.contains(",") {
          tell(
            "place-with-comma", "this is looked for as a whole, comma and all",
            "write one place a line, if these are several", .warning)
        }
        lines[name.lowercased()] = number
        names.append(name)
      }
    }
    return problems.reading(PlaceList(names: names))
  }

  /// Without comment and blanks around; inside a name a `#` after a blank begins the comment.
  private static func name(in line: Substring) -> String {
    var name = line.drop { $0.isWhitespace }
    if name.first == "#" { return "" }
    var before: Character = "x"
    if let comment = name.indices.first(where: { index in
      defer { before = name[index] }
      return name[index] == "#" && before.isWhitespace
    }) {
      name = name[..<comment]
    }
    while name.last?.isWhitespace == true { name.removeLast() }
    return String(name)
  }

  private static func leadingBlanks(_ line: Substring) -> Int { line.prefix { $0.isWhitespace }.count }
}

extension Workspace {
  /// Where the organisation's list of places is, whether there is one or not.
  public var placesPath: String { path("Surveys/places.txt") }

  /// The organisation's list of places; empty where there is no file.
  public func places() -> Reading<PlaceList> {
    guard Folder.kind(of: placesPath) != nil else { return Reading(value: PlaceList()) }
    return PlacesFile.read(path: placesPath, shownAs: shown(placesPath))
  }
}
