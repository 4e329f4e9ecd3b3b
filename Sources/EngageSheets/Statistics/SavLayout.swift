import FoundationEssentials

/// How the variables of an SPSS file come from the columns of a table, so that reading the file gives the table
/// back, cell by cell. It travels in the file's documents.
///
/// A table has several choices, rankings and long texts in one cell each; SPSS wants a variable for each choice, and
/// a variable for each piece of a text.
public struct SavLayout: Sendable, Hashable, Codable {
  /// A column of the table.
  public struct Column: Sendable, Hashable, Codable {
    /// How its cells are spread over variables.
    public enum Form: String, Sendable, Hashable, Codable {
      /// One variable holds the cell.
      case value
      /// A variable of 0 and 1 for each of `words`; the cell joins the words by `;`.
      case ticks
      /// A variable with the place of each of `words`, from 1; the cell joins the words by `;`, best first. All are 0
      /// where nothing was given a place.
      case places
      /// The cell is the text of all variables one after another.
      case text
    }

    /// What stands above the column.
    public var heading: String
    /// How its cells are spread over variables.
    public var form: Form
    /// The names of its variables.
    public var variables: [String]
    /// For `value`: the codes of `words`.
    public var codes: [Int]
    /// The words in cells.
    public var words: [String]
    /// The code of the first of the layout's missing words; the next ones follow downwards.
    public var missingFrom: Int?
    /// For `text`: the variable that holds the code of a missing word.
    public var reason: String?

    /// A column of the table.
    public init(
      heading: String, form: Form, variables: [String], codes: [Int] = [], words: [String] = [],
      missingFrom: Int? = nil, reason: String? = nil
    ) {
      self.heading = heading
      self.form = form
      self.variables = variables
      self.codes = codes
      self.words = words
      self.missingFrom = missingFrom
      self.reason = reason
    }

    public init(from decoder: any Decoder) throws {
      let keyed = try decoder.container(keyedBy: CodingKeys.self)
      heading = try keyed.decode(String.self, forKey: .heading)
      form = try keyed.decode(Form.self, forKey: .form)
      variables = try keyed.decode([String].self, forKey: .variables)
      codes = try keyed.decodeIfPresent([Int].self, forKey: .codes) ?? []
      words = try keyed.decodeIfPresent([String].self, forKey: .words) ?? []
      missingFrom = try keyed.decodeIfPresent(Int.self, forKey: .missingFrom)
      reason = try keyed.decodeIfPresent(String.self, forKey: .reason)
    }

    /// Leaves out what is empty: every line of it stands in the file's documents.
    public func encode(to encoder: any Encoder) throws {
      var keyed = encoder.container(keyedBy: CodingKeys.self)
      try keyed.encode(heading, forKey: .heading)
      try keyed.encode(form, forKey: .form)
      try keyed.encode(variables, forKey: .variables)
      if !codes.isEmpty { try keyed.encode(codes, forKey: .codes) }
      if !words.isEmpty { try keyed.encode(words, forKey: .words) }
      try keyed.encodeIfPresent(missingFrom, forKey: .missingFrom)
      try keyed.encodeIfPresent(reason, forKey: .reason)
    }

    private enum CodingKeys: String, CodingKey {
      case heading, form, variables, codes, words, missingFrom, reason
    }
  }

  /// All columns, in order.
  public var columns: [Column]
  /// Words in cells that say why an answer is missing.
  public var missing: [String]

  /// A layout.
  public init(columns: [Column], missing: [String]) {
    self.columns = columns
    self.missing = missing
  }

  private static let mark = "engage-layout/1"

  /// The layout as lines for a file's documents: at most 80 bytes each, ASCII, without blanks.
  var notes: [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Strings, numbers and arrays always have a form in JSON.
    guard let json = try? encoder.encode(self) else { return [] }
    var lines = [Self.mark]
    var line = "#"
    for byte in json {
      let isPlain = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%")
      let piece =
        isPlain
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      if line.utf8.count + piece.utf8.count > 80 {
        lines.append(line)
        line = "#"
      }
      line += piece
    }
    return lines + [line]
  }

  /// The layout that a file's documents hold; `nil` without one, or where it is damaged.
  init?(notes: [String]) {
    guard let start = notes.firstIndex(of: Self.mark) else { return nil }
    var json = Data()
    for line in notes[(start + 1)...] {
      guard line.utf8.first == UInt8(ascii: "#") else { break }
      var rest = line.utf8.dropFirst()[...]
      while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
          json.append(byte)
          continue
        }
        guard let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
          return nil
        }
        json.append(decoded)
        rest = rest.dropFirst(2)
      }
    }
    guard let layout = try? JSONDecoder().decode(SavLayout.self, from: json) else { return nil }
    self = layout
  }
}
