#if canImport(Glibc)
  import Glibc
#endif

/// The arguments of a call as they stand and as they came out, and what they were evaluated on.
struct ExpressionCall {
  var nodes: [ExpressionNode]
  var values: [ExpressionValue]
  var context: any ExpressionContext

  /// The argument at a position; empty if it was left out.
  subscript(position: Int) -> ExpressionValue { position < values.count ? values[position] : .empty }
  func text(_ position: Int) -> String { self[position].text }
  func number(_ position: Int) -> Double? { self[position].number }
  /// A whole number, cut off towards zero.
  func integer(_ position: Int) -> Int? {
    self[position].number.flatMap { Int(exactly: $0.rounded(.towardZero)) }
  }
}

/// A function of the language: what checking, evaluation and help know about it.
struct ExpressionFunction: Sendable {
  struct Parameter: Sendable {
    enum Kind: Sendable {
      case any, text, number, boolean, date
      /// The answer to a question with choices.
      case selection
      /// The name of a choice of the first argument.
      case choice
      /// `'${name}'`
      case question
    }

    var name: String
    var kind: Kind
  }

  var name: String
  var parameters: [Parameter]
  /// How many of the parameters must be there.
  var required: Int
  /// Whether the last parameter may come any number of times.
  var repeats: Bool
  var result: ExpressionType
  var apply: @Sendable (ExpressionCall) -> ExpressionValue

  /// - Parameters:
  ///   - optional: how many of the last parameters may be left out.
  ///   - repeats: whether the last one may come again.
  init(
    _ name: String, _ parameters: [(String, Parameter.Kind)], optional: Int = 0, repeats: Bool = false,
    _ result: ExpressionType, _ apply: @escaping @Sendable (ExpressionCall) -> ExpressionValue
  ) {
    self.name = name
    self.parameters = parameters.map { Parameter(name: $0.0, kind: $0.1) }
    required = parameters.count - optional
    self.repeats = repeats
    self.result = result
    self.apply = apply
  }

  /// Whether it takes so many arguments.
  func allows(_ count: Int) -> Bool { count >= required && (repeats || count <= parameters.count) }

  /// What the argument at a position must be.
  func parameter(at position: Int) -> Parameter? {
    position < parameters.count ? parameters[position] : repeats ? parameters.last : nil
  }

  /// `substr(text, start, [end])`
  var usage: String {
    let words = parameters.enumerated().map {
      $0.offset < required ? $0.element.name : "[\($0.element.name)]"
    }
    return "\(name)(\((words + (repeats ? ["…"] : [])).joined(separator: ", ")))"
  }

  /// The function of that name.
  static func named(_ name: String) -> ExpressionFunction? { table[name] }

  /// All names, sorted.
  static let names: [String] = table.keys.sorted()

  private static let table: [String: ExpressionFunction] = Dictionary(
    uniqueKeysWithValues: (choiceFunctions + logicFunctions + textFunctions + numberFunctions + dateFunctions)
      .map { ($0.name, $0) })
}

// MARK: - Choices

extension ExpressionFunction {
  fileprivate static let choiceFunctions: [ExpressionFunction] = [
    ExpressionFunction("selected", [("answer", .selection), ("choice", .choice)], .boolean) { call in
      let name = call.text(1)
      return .boolean(call[0].names.contains { $0 == name })
    },
    ExpressionFunction("selected-at", [("answer", .selection), ("position from 0", .number)], .text) { call in
      let names = call[0].names
      guard let position = call.integer(1), names.indices.contains(position) else { return .empty }
      return .text(String(names[position]))
    },
    ExpressionFunction("count-selected", [("answer", .selection)], .number) { call in
      .number(Double(call[0].names.count))
    },
    ExpressionFunction("jr:choice-name", [("choice", .any), ("'${question}'", .question)], .text) { call in
      guard let name = call.nodes[1].quotedReference, let question = call.context.question(Question.ID(name))
      else { return .empty }
      let labels = call[0].names.compactMap { name in
        question.choices.first { $0.id.rawValue == name }?.label.text(in: call.context.language)
      }
      return .text(labels.joined(separator: ", "))
    },
  ]
}

// MARK: - Conditions

extension ExpressionFunction {
  fileprivate static let logicFunctions: [ExpressionFunction] = [
    ExpressionFunction("true", [], .boolean) { _ in .boolean(true) },
    ExpressionFunction("false", [], .boolean) { _ in .boolean(false) },
    ExpressionFunction("not", [("condition", .boolean)], .boolean) { .boolean(!$0[0].isTrue) },
    ExpressionFunction("boolean", [("value", .any)], .boolean) { .boolean($0[0].isTrue) },
    ExpressionFunction("boolean-from-string", [("text", .any)], .boolean) { call in
      .boolean(["true", "1"].contains(call.text(0)))
    },
    ExpressionFunction("if", [("condition", .boolean), ("then", .any), ("else", .any)], .any) { call in
      call[0].isTrue ? call[1] : call[2]
    },
    ExpressionFunction("coalesce", [("value", .any), ("value", .any)], repeats: true, .any) { call in
      call.values.first { !$0.isEmpty } ?? .empty
    },
    ExpressionFunction("once", [("value", .any)], .any) { call in
      let current = ExpressionValue(call.context.current)
      return current.isEmpty ? call[0] : current
    },
    ExpressionFunction("count-non-empty", [("value", .any)], repeats: true, .number) { call in
      .number(Double(call.values.filter { !$0.isEmpty }.count))
    },
  ]
}

// MARK: - Text

extension ExpressionFunction {
  fileprivate static let textFunctions: [ExpressionFunction] = [
    ExpressionFunction("string", [("value", .any)], .text) { .text($0.text(0)) },
    ExpressionFunction("concat", [("text", .any)], repeats: true, .text) { call in
      .text(call.values.map(\.text).joined())
    },
    ExpressionFunction("string-length", [("text", .any)], .number) { .number(Double($0.text(0).count)) },
    ExpressionFunction("contains", [("text", .any), ("part", .any)], .boolean) { call in
      let part = call.text(1)
      return .boolean(part.isEmpty || call.text(0).contains(part))
    },
    ExpressionFunction("starts-with", [("text", .any), ("start", .any)], .boolean) { call in
      .boolean(call.text(0).hasPrefix(call.text(1)))
    },
    ExpressionFunction("ends-with", [("text", .any), ("end", .any)], .boolean) { call in
      .boolean(call.text(0).hasSuffix(call.text(1)))
    },
    ExpressionFunction(
      "substr", [("text", .any), ("start from 0", .number), ("end", .number)], optional: 1, .any
    ) { call in
      let characters = Array(call.text(0))
      // A negative place counts from the end.
      func place(_ number: Int) -> Int {
        min(max(number < 0 ? characters.count + number : number, 0), characters.count)
      }
      guard let start = call.integer(1).map({ place(max($0, -characters.count)) }) else { return .empty }
      let end =
        call.values.count < 3 ? characters.count : call.integer(2).map { place(max($0, -characters.count)) }
      guard let end, start < end else { return .empty }
      return .text(String(characters[start..<end]))
    },
    ExpressionFunction("normalize-space", [("text", .any)], .text) { call in
      .text(call[0].names.joined(separator: " "))
    },
    ExpressionFunction("regex", [("text", .any), ("pattern", .text)], .boolean) { call in
      guard let pattern = try? LinearPattern(call.text(1)) else { return .boolean(false) }
      return .boolean(pattern.matchesWhole(call.text(0)))
    },
  ]
}

// MARK: - Numbers

extension ExpressionFunction {
  fileprivate static let numberFunctions: [ExpressionFunction] = [
    ExpressionFunction("number", [("value", .any)], .number) { .finite($0.number(0)) },
    ExpressionFunction("int", [("number", .number)], .number) { .finite($0.number(0)?.rounded(.towardZero)) },
    ExpressionFunction("round", [("number", .number), ("places", .number)], optional: 1, .number) { call in
      guard let number = call.number(0) else { return .empty }
      guard call.values.count > 1 else { return .number((number + 0.5).rounded(.down)) }
      guard let places = call.integer(1) else { return .empty }
      let scale = pow(10, Double(min(max(places, -15), 15)))
      return .finite((number * scale + 0.5).rounded(.down) / scale)
    },
    ExpressionFunction("abs", [("number", .number)], .number) { .finite($0.number(0).map { abs($0) }) },
    ExpressionFunction("pow", [("number", .number), ("power", .number)], .number) { call in
      guard let number = call.number(0), let power = call.number(1) else { return .empty }
      return .finite(pow(number, power))
    },
    ExpressionFunction("min", [("number", .number)], repeats: true, .number) { extreme(of: $0.values, <) },
    ExpressionFunction("max", [("number", .number)], repeats: true, .number) { extreme(of: $0.values, >) },
  ]

  /// Empty if any of them is no number. Among dates the result is a date.
  private static func extreme(
    of values: [ExpressionValue], _ isBetter: (Double, Double) -> Bool
  ) -> ExpressionValue {
    var best: (value: ExpressionValue, number: Double)?
    for value in values {
      guard let number = value.number else { return .empty }
      if best.map({ isBetter(number, $0.number) }) ?? true { best = (value, number) }
    }
    guard let best else { return .empty }
    if case .date = best.value { return best.value }
    return .finite(best.number)
  }
}

// MARK: - Dates

extension ExpressionFunction {
  fileprivate static let dateFunctions: [ExpressionFunction] = [
    ExpressionFunction("today", [], .date) { .date($0.context.today) },
    ExpressionFunction("now", [], .any) { call in
      let time = ExpressionValue.clock(call.context.secondsSinceMidnight, always: true)
      return .text("\(call.context.today)T\(time)")
    },
    ExpressionFunction("date", [("date", .date)], .date) { call in
      call[0].date.map { .date($0) } ?? .empty
    },
    ExpressionFunction("format-date", [("date", .date), ("format", .text)], .text) { call in
      call[0].date.map { .text(ExpressionValue.format($0, as: call.text(1))) } ?? .empty
    },
  ]
}
