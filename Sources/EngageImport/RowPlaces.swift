public import EngageModel
import EngageSheets

/// Where in the file the rows of a batch stand.
///
/// Use it only while the batch is lent.
public struct RowPlaces {
  let session: ImportSession

  /// The line on which a row starts, from 1.
  /// - Parameter row: its position in the batch, from 0.
  public func line(of row: Int) -> Int { session.line(ofRow: row) }

  /// The cell of a question (of the first of its columns), such as `C12`; of the row's first column if the file
  /// has no column for it.
  public func cell(of question: Question.ID?, row: Int) -> String {
    session.cell(of: question, row: row)
  }

  /// How much of the file has been read, from 0 to 1: for a progress bar.
  public var fractionRead: Double { session.fractionRead }

  /// Reports a row that the store can't take, such as a key that is stored with other answers. The row counts as
  /// rejected and, if there is a rejects file, is written to it.
  /// - Parameters:
  ///   - row: its position in the batch, from 0.
  ///   - question: whose cell to name; the key's where `nil`.
  ///   - message: what is wrong; it must not repeat a free text.
  ///   - hint: what to do.
  /// - Throws: `SheetFileError` if the rejects file can't be written.
  public func refuse(
    row: Int, rule: String, question: Question.ID? = nil, message: String, hint: String? = nil
  ) throws {
    try session.refuse(row: row, rule: rule, question: question, message: message, hint: hint)
  }
}
