public import EngageModel

extension XLSFormWriter {
  /// What of a survey other programs will not take, or take for something else.
  public static func limits(of survey: Survey) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let names = Set(survey.questions.map(\.id.rawValue))
    for question in survey.questions {
      let texts = [question.label, question.hint].compactMap { $0 }.flatMap {
        [$0.text] + $0.translations.values
      }
      if texts.contains(where: { FormReader.references(of: $0).contains { !names.contains($0) } }) {
        found.append(
          Diagnostic(
            .warning, rule: "reference-in-label",
            message: "the words of “\(question.id)” hold ${…}, which other programs take for an answer",
            hint: "word it without ${…}: they refuse the form"))
      }
      let columns = Set(question.choices.flatMap(\.attributes.keys))
      for column in columns.intersection(FormReader.media).sorted() {
        found.append(
          Diagnostic(
            .warning, rule: "media-column",
            message:
              "the column “\(column)” of the choices of “\(question.id)” means a picture or sound in XLSForm",
            hint: "give the column another name"))
      }
    }
    return found
  }
}
