import EngageModel

/// What is to be done with one cell of every row.
struct CellTask {
  enum Kind {
    case choice, multiple, tick, rank
    /// All choices in one cell beside a column for each: read where those say nothing.
    case summary
    /// The number that one choice has in a ranking; the choice that has one place.
    case choicePlace, placeChoice
    case integer, decimal, range, date, time, text
    case session, unit, people, key, submitted
    /// A column without a heading, which must be empty.
    case nameless
  }

  var kind: Kind
  /// The column of the file, from 0.
  var field: Int
  /// The position of the question among the schema's; -1 for all that is no question.
  var question: Int
  /// Exact words of the cell and their codes.
  var table: WordTable
  /// Where the rest of the words is, among the decoder's; -1 without.
  var words: Int
  /// For a tick: the choice ticked; in a ranking: the choice, or the place.
  var choice: Int32
  /// The choice that an unknown word means ("other"), -1 if there is none.
  var other: Int32
  /// The question that keeps the unknown word.
  var otherText: Int
}
