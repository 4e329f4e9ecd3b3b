import EngageTesting
import Foundation
import Testing

/// A form as pyxform, the reference reader of XLSForms, finds it.
struct Pyxform: Decodable {
  struct Question: Decodable, Equatable {
    var name: String
    var type: String
    var choices: [String]
  }

  /// What it objects to; `nil` if it takes the form.
  var refusal: String?
  var questions: [Question]

  /// Whether python3 with pyxform is there; said loudly where it is not.
  static let isPossible = OtherProgram.hasPython(
    "pyxform", otherwise: "no form is compared with its reading")

  private static let script = """
    import json, sys
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.xls2json import parse_file_to_json
    def walk(node, repeated, found):
        for child in node.get("children", []):
            kind = child["type"]
            if child["name"] == "meta":
                continue
            if "children" in child:
                walk(child, repeated or kind in ("repeat", "loop"), found)
            elif not repeated and not child["name"].startswith(("generated_table_list_label", "reserved_name_for_field_list")):
                found.append({"name": child["name"], "type": kind, "list": child.get("list_name") or child.get("itemset")})
    def read(path):
        found = []
        try:
            form = parse_file_to_json(path, warnings=[])
            create_survey_element_from_dict(form).to_xml(validate=False)
            walk(form, False, found)
            lists = {name: [c["name"] for c in choices] for name, choices in form.get("choices", {}).items()}
            for question in found:
                question["choices"] = lists.get(question.pop("list"), [])
            return {"questions": found}
        except Exception as error:
            return {"refusal": str(error), "questions": []}
    json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
    """

  /// Reads some forms.
  static func read(_ paths: [String]) throws -> [Pyxform] {
    try JSONDecoder().decode(
      [Pyxform].self, from: try OtherProgram.run("python3", ["-W", "ignore", "-c", script] + paths))
  }

  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try body(folder.path) }
  }
}
