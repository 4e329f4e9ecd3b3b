import EngageModel
import Yams

/// Says in plain words what the YAML parser objects to.
enum YAMLSyntax {
  static func diagnostic(for error: any Error, in source: SourceFile) -> Diagnostic {
    guard let error = error as? YamlError else { return general("\(error)", at: nil, in: source) }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return syntax(problem, context: context, at: Spot(mark), in: source)
    case .reader(let problem, let offset, _, _):
      return unreadableCharacter(problem, offset: offset, in: source)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return duplicate(duplicates.first ?? "", first: Spot(context.mark), in: source)
    case .memory: return general("there is not enough memory to read it", at: nil, in: source)
    default: return general("it can't be read", at: nil, in: source)
    }
  }

  /// A place as the parser counts it: from 1, columns in Unicode scalars.
  private struct Spot {
    var line: Int
    var column: Int

    init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
  }

  private static func general(
    _ message: String, rule: String = "yaml-syntax", at mark: Spot?, length: Int = 1, in source: SourceFile,
    hint: String? = nil
  ) -> Diagnostic {
    let mark = mark ?? Spot(line: 1, column: 1)
    return Diagnostic(
      rule: rule, message: message, file: source.path, line: mark.line,
      column: source.characterColumn(line: mark.line, scalarColumn: mark.column), length: length, hint: hint)
  }

  private static func syntax(
    _ problem: String, context: YamlError.Context?, at mark: Spot, in source: SourceFile
  ) -> Diagnostic {
    let line = source.line(mark.line)
    if problem.contains("another document") {
      return general(
        "a second document starts here (---); a file holds one", rule: "several-documents", at: mark,
        length: 3,
        in: source, hint: "put it into a file of its own")
    }
    if problem.contains("undefined alias") {
      return general(
        "“*” at the start of a value has a meaning of its own in YAML", rule: "anchor", at: mark, in: source,
        hint: "put the value in quotes")
    }
    if let tab = line.unicodeScalars.prefix(while: { $0 == " " || $0 == "\t" }).firstIndex(of: "\t") {
      let column = line.unicodeScalars.distance(from: line.unicodeScalars.startIndex, to: tab) + 1
      return general(
        "a tab can't indent a line", rule: "tab", at: Spot(line: mark.line, column: column), in: source,
        hint: "use blanks, two for each step")
    }
    if problem.contains("unexpected end of stream") || problem.contains("unexpected document indicator") {
      return general(
        "this quote is never closed", at: context.map { Spot($0.mark) } ?? mark, in: source, hint: "close it")
    }
    let (message, hint) = words(for: problem, context: context)
    return general(message, at: mark, in: source, hint: hint)
  }

  private static func words(for problem: String, context: YamlError.Context?) -> (String, String?) {
    let started = context.map { " (it starts in line \($0.mark.line))" } ?? ""
    if problem.contains("mapping values are not allowed") {
      return (
        "this “:” is not expected here", "put text that holds “: ” in quotes, or look at the indentation"
      )
    }
    if problem.contains("could not find expected ':'") {
      return ("a “:” is missing\(started)", "write “key: value”, with a blank behind the colon")
    }
    if problem.contains("cannot start any token") {
      return ("a value can't start with this character", "put the value in quotes")
    }
    if problem.contains("did not find expected ',' or") {
      return ("a “,” or the closing bracket is missing\(started)", nil)
    }
    if problem.contains("did not find expected key")
      || problem.contains("did not find expected '-' indicator")
    {
      return ("this does not fit what stands above it\(started)", "look at the indentation and at the quotes")
    }
    if problem.contains("unknown escape character") {
      return ("this backslash means nothing in double quotes", "double the backslash, or use single quotes")
    }
    return ("this is not valid YAML: \(problem)\(started)", "look at the indentation and at the quotes")
  }

  private static func unreadableCharacter(_ problem: String, offset: Int?, in source: SourceFile)
    -> Diagnostic
  {
    var line = 1
    var column = 1
    for character in source.text.prefix(offset ?? 0) {
      column += 1
      if character.isNewline { (line, column) = (line + 1, 1) }
    }
    return Diagnostic(
      rule: "control-character", message: "a control character can't stand in the file (\(problem))",
      file: source.path, line: line, column: column, length: 1, hint: "delete it")
  }

  /// The parser tells where the key is first; the second is what the person will want to see.
  private static func duplicate(_ key: String, first: Spot, in source: SourceFile) -> Diagnostic {
    let message = "the key “\(key)” is written twice in the same map"
    let hint = "it is first written in line \(first.line); keep one of the two"
    var start = first.column - 1 + key.unicodeScalars.count
    for number in first.line...max(first.line, source.lines.count) {
      let scalars = Array(source.line(number).unicodeScalars)
      if let column = second(Array(key.unicodeScalars), in: scalars, from: start) {
        return general(
          message, rule: "duplicate-key", at: Spot(line: number, column: column + 1),
          length: max(1, key.count),
          in: source, hint: hint)
      }
      start = 0
    }
    return general(message, rule: "duplicate-key", at: first, length: max(1, key.count), in: source)
  }

  /// Where a key stands with a colon behind it.
  private static func second(_ key: [Unicode.Scalar], in line: [Unicode.Scalar], from start: Int) -> Int? {
    guard !key.isEmpty, start >= 0, start + key.count <= line.count else { return nil }
    let openers: Set<Unicode.Scalar> = [" ", "{", ",", "\"", "'", "\t", "-"]
    for index in start...(line.count - key.count) where Array(line[index..<(index + key.count)]) == key {
      if index > 0, !openers.contains(line[index - 1]) { continue }
      var next = index + key.count
      while next < line.count, line[next] == "\"" || line[next] == "'" || line[next] == " " { next += 1 }
      if next < line.count, line[next] == ":" { return index }
    }
    return nil
  }
}
