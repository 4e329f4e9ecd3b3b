/// How many people there are of each kind: who lives here, beside who came.
public struct Population: Sendable, Hashable, Codable {
  /// How many people there are for each choice of a question, or for each combination of choices of several.
  public struct Margin: Sendable, Hashable, Codable {
    /// One question, or several that are crossed.
    public var questions: [Question.ID]
    /// In the order of the file.
    public var cells: [Cell]

    public init(questions: [Question.ID], cells: [Cell]) {
      self.questions = questions
      self.cells = cells
    }
  }

  /// One kind of people.
  public struct Cell: Sendable, Hashable, Codable {
    /// One choice for each of the margin's questions.
    public var choices: [Choice.ID]
    /// How many people there are; at least 0.
    public var people: Double

    public init(choices: [Choice.ID], people: Double) {
      self.choices = choices
      self.people = people
    }
  }

  public var id: ID
  public var title: String
  /// Where the figures come from.
  public var source: String?
  public var margins: [Margin]

  public init(id: ID, title: String, source: String? = nil, margins: [Margin]) {
    self.id = id
    self.title = title
    self.source = source
    self.margins = margins
  }

  /// The margin of exactly these questions, in this order.
  public func margin(of questions: [Question.ID]) -> Margin? { margins.first { $0.questions == questions } }
}

extension Population {
  /// The name of a population, `warwickshire-2021`.
  public struct ID: Name {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }
}
