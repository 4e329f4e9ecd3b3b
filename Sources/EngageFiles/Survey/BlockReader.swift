import EngageModel

/// Reads reusable blocks of questions.
extension SurveyReader {
  /// Puts the questions of a block in the place of its include.
  func readInclude(_ node: YAMLNode, scope: QuestionScope) {
    guard let fields = Fields(node, what: "an include", known: ["include"], problems: problems),
      let name = fields.requiredText("include"), let place = fields["include"]
    else { return }
    if including.contains(name) {
      problems.add(
        "recursive-include",
        "block “\(name)” includes itself\(including.count > 1 ? ", by way of others" : "")",
        at: place)
      return
    }
    guard blocks.names.contains(name) else {
      problems.addUnknownWord(
        name, at: place, rule: "unknown-block", message: "there is no block “\(name)”", among: blocks.names,
        otherwise: "make the file Surveys/blocks/\(name).yaml")
      return
    }
    if included.contains(where: { $0.hasPrefix(name + " v") }) {
      problems.add("duplicate-include", "block “\(name)” is included twice", at: place)
      return
    }
    guard let root = blocks.read(name, problems: problems) else { return }
    let first = (questions: drafts.count, groups: groups.count)
    _ = readBlock(root, named: name, at: place)
    guard let outer = scope.group else { return }
    for index in first.questions..<drafts.count where drafts[index].question.group == nil {
      drafts[index].question.group = outer
    }
    for index in first.groups..<groups.count where groups[index].group.parent == nil {
      groups[index].group.parent = outer
    }
  }

  /// Reads the questions of a block's file.
  /// - Returns: the name that the file gives it.
  func readBlock(_ root: YAMLNode, named name: String, at place: YAMLNode) -> String? {
    let keys = ["block", "version", "title", "description", "source", "questions", "choice_lists"]
    guard let fields = Fields(root, what: "the block", known: keys, problems: problems) else { return nil }
    let written = fields.requiredText("block", hint: "write block: \(name)") ?? name
    if let node = fields["block"] {
      problems.checkKebabCase(written, of: "a block", at: node)
      if written != name {
        problems.add(
          "name-not-of-file", "the block is called “\(written)”, but its file “\(name).yaml”", at: node,
          hint: "write block: \(name), or rename the file")
      }
    }
    let version = fields["version"] == nil ? 1 : fields.integer("version", atLeast: 1) ?? 1
    for key in ["title", "description"] {
      if let node = fields[key] { _ = languages.text(node, what: "the \(key) of the block", inBlock: true) }
    }
    _ = fields.text("source")
    included.append("\(name) v\(version)")
    including.append(name)
    readBody(fields, inBlock: true)
    including.removeLast()
    return written
  }
}
