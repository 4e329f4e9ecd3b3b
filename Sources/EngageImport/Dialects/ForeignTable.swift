import EngageModel
import EngageSheets

/// What the headings of another program's file say, before any survey is looked at.
///
/// A pure function of the dialect and the head of the file, so that a survey drafted from one export is met by the
/// next one.
struct ForeignTable {
  /// How the file is written and why it is taken to be so.
  var dialect: String
  /// Sentences that say what was seen.
  var evidence: [String]
  /// The records before the first response, by number from 1: headings, titles above them, tags below.
  var lastHeaderRecord: Int
  /// Those of them that are headings, the one that names the columns first.
  var headers: [[String]]
  /// The questions that the headings name, in the order of the file.
  var questions: [ForeignQuestion]
  /// As many as the first row of headings has.
  var columns: [ForeignColumn]
  /// What cells say beyond the answers themselves.
  var conventions: CellConventions
  /// What is worth saying to whoever imports the file.
  var diagnostics: [Diagnostic] = []
}

extension ForeignTable {
  /// How a map names each column: by its heading, from the second of the same name on with its number.
  var mapKeys: [String] {
    var occurrences: [String: Int] = [:]
    return columns.map { column in
      occurrences[column.heading, default: 0] += 1
      let count = occurrences[column.heading] ?? 1
      return count == 1 ? column.heading : "\(column.heading)#\(count)"
    }
  }
}

/// A question as a foreign file names it: one column, or one for each of its items.
struct ForeignQuestion: Hashable {
  /// The name the program gives it, if the file has names: `Q2`, `safe_day`.
  var code: String?
  /// Its text; the code where the file has no texts.
  var label: String
  /// Options, rows of a grid or places of a ranking with columns of their own; empty for a single column.
  var items: [ForeignItem] = []
  /// The choices, where the file lists them, whether they were given or not.
  var listed: [String] = []
  /// Whether they are listed as steps from low to high.
  var isOrdered = false
}

/// An option, a row or a place with a column of its own.
struct ForeignItem: Hashable {
  /// The name the program gives it: `SQ001`, `gluten_free`.
  var code: String?
  /// Its text; the code where the file has no texts.
  var label: String
}

/// What one column of a foreign file holds.
struct ForeignColumn: Hashable {
  enum Content: Hashable {
    /// About the response, not an answer.
    case metadata(Metadata)
    /// The answer to a question; the one cell that joins all options where they have columns of their own too.
    case answer(question: Int)
    /// Something about one item of a question.
    case item(question: Int, item: Int)
    /// The words given for "other".
    case otherText(question: Int)
    /// What the file itself says in the survey's own words.
    case told(ColumnMap.Role)
    /// Nothing for a survey, and why.
    case left(String)
  }

  enum Metadata: Hashable {
    /// Tells the response from all others; several columns are joined.
    case key
    case submittedAt
    case session
    case unit
    case people
    /// Whether the response is complete.
    case status
    /// About the person or the machine: never taken.
    case personal
    /// Anything else the program adds.
    case technical
  }

  /// The first heading, as a map names it.
  var heading: String
  var content: Content
}

/// What the cells of a dialect say beyond the answers themselves.
struct CellConventions: Hashable {
  /// Cells that mean "not answered", beside the empty one: `NA`, `-`.
  var missing: [String] = []
  /// Cells that mean that the question was not shown.
  var notAsked: [String] = []
  /// What joins several choices in one cell, most likely first; a cell may end with it.
  var separators: [String] = [";", ", ", ",", "|", "\n"]
  /// Cells of an option's column that mean "ticked", beside the option's own text.
  var ticked: [String] = []
  /// Cells of an option's column that mean "not ticked".
  var unticked: [String] = []
  /// The cell of a single choice that means "other, see its text".
  var other: [String] = []
  /// Whether several columns together tell a response from all others.
  var keyIsJoined = false
  /// Whether the moment of submission tells responses apart where nothing else does.
  var submissionIsKey = false
  /// Whether a response without a moment of submission is not finished.
  var unsubmittedIsPartial = false
  /// Whether another program wrote it: its zeros in the boxes of a question tell nothing where none is ticked (most
  /// write them even where nobody was asked), and words for "other" mean that "other" was chosen.
  var isForeign = true
  /// Whether it was typed from paper into a sheet of Engage's: reasons come in plain words, every row needs a number,
  /// and an unknown word is a slip, not the words for "other".
  var isTypedFromForms = false
}
