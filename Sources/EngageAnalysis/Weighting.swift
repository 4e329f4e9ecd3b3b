public import EngageModel

/// By what the responses of a report are weighted. The weights themselves come with each batch.
public struct Weighting: Sendable, Hashable {
  public enum Means: Sendable, Hashable {
    /// The answers to a question are the weights.
    case question(Question.ID)
    /// Weights that give the responses a population's shares in these margins.
    case raking(Population, margins: [Population.Margin], cap: Double?)
  }

  public var means: Means
  /// What follows "weighted by".
  public var words: String

  public init(_ means: Means, words: String) {
    self.means = means
    self.words = words
  }
}
