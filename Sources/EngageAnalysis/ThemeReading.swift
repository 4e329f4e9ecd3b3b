public import EngageModel

/// Finds themes in what people wrote, for conditions that speak of them.
public protocol ThemeReading: Sendable {
  /// Every theme there is, by name, in the codebooks' order.
  var themes: [Theme.ID] { get }

  /// The questions whose texts are read.
  var questions: [Question] { get }

  /// The themes of each response of a batch that holds the questions, over all its texts.
  /// - Returns: several choices among ``themes``.
  func themes(in batch: borrowing ResponseBatch) -> BatchColumn
}
