# group-differences: do groups answer a scale or a number differently?
#
# Speaks Engage's plugin protocol, version 1: a line of JSON for each message, on standard input and output.
# Needs R 4 and the package jsonlite (Debian: r-base-core, r-cran-jsonlite).

suppressPackageStartupMessages(library(jsonlite))

own_name <- "group-differences"
own_version <- "1.1.0"
own_protocol <- 1

problem <- function(words) stop(structure(class = c("problem", "error", "condition"), list(message = words, call = NULL)))

say <- function(message) {
  cat(toJSON(message, auto_unbox = TRUE, digits = NA, null = "null", na = "null"), "\n", sep = "")
  flush(stdout())
}

empty <- function() setNames(list(), character(0))

# The tally: for each question and group, how often each value was given. Whole numbers only, so that the order in
# which responses come never shows.
run <- NULL
tally <- NULL

begin <- function(message) {
  unknown <- setdiff(names(message$options), c("pairwise", "smallest_group"))
  if (length(unknown) > 0) problem(paste("there is no option", paste(unknown, collapse = ", ")))
  if (is.null(message$context$by)) problem("it needs to be told what to split by: add --by")
  if (isTRUE(message$context$by$overlapping)) {
    problem("a response can be in several of these groups, and then they can't be compared: choose another --by")
  }
  run <<- message
  tally <<- lapply(setNames(message$survey$questions, vapply(message$survey$questions, `[[`, "", "name")),
                   function(question) empty())
}

# The number that an answer stands for: the score of a scale's choice (none for "don't know"), or the number itself.
scores_of <- function(question) {
  if (question$type != "scale") return(NULL)
  scored <- Filter(function(choice) !is.null(choice$score), question$choices)
  setNames(vapply(scored, function(choice) as.numeric(choice$score), 0), vapply(scored, `[[`, "", "name"))
}

add <- function(message) {
  groups <- vapply(message$group, function(group) if (is.null(group)) NA_character_ else group, "")
  is_form <- vapply(message$unit, identical, TRUE, "person")
  for (question in run$survey$questions) {
    scores <- scores_of(question)
    given <- message$columns[[question$name]]$values
    values <- vapply(given, function(value) {
      if (is.null(value)) return(NA_real_)
      if (is.null(scores)) as.numeric(value) else unname(scores[value])
    }, 0)
    use <- is_form & !is.na(values) & !is.na(groups)
    counts <- table(groups[use], format_value(values[use]))
    for (group in rownames(counts)) {
      for (value in colnames(counts)[counts[group, ] > 0]) {
        bump(question$name, group, value, counts[group, value])
      }
    }
  }
}

# Seventeen digits bring back exactly the number they were made of.
format_value <- function(values) formatC(values, digits = 17, format = "g", width = 1)

bump <- function(question, group, value, count) {
  before <- tally[[question]][[group]][[value]]
  tally[[question]][[group]][[value]] <<- as.integer((if (is.null(before)) 0L else before) + count)
}

merge_state <- function(state) {
  for (question in names(state)) {
    for (group in names(state[[question]])) {
      for (value in names(state[[question]][[group]])) {
        bump(question, group, value, state[[question]][[group]][[value]])
      }
    }
  }
}

# All answers of a group, the lowest first.
answers_of <- function(question, group) {
  counts <- tally[[question]][[group]]
  if (is.null(counts)) return(numeric(0))
  values <- as.numeric(names(counts))
  sort(rep(values, times = unlist(counts)))
}

# Kruskal and Wallis (1952) as R's kruskal.test has it, corrected for ties; with few answers, or small groups, beside the
# chi-squared p one from 9,999 random regroupings with a fixed seed. epsilon squared: Tomczak and Tomczak (2014), "The
# need to report effect size estimates revisited", from 0 (no difference) to 1.
compare <- function(answers) {
  values <- unlist(answers)
  groups <- factor(rep(seq_along(answers), lengths(answers)))
  n <- length(values)
  if (length(unique(values)) < 2) return(NULL)
  test <- kruskal.test(values, groups)
  h <- unname(test$statistic)
  simulated <- NA_real_
  if (n <= 1000) {
    ranks <- rank(values)
    statistic <- function(order) sum(rowsum(ranks[order], groups)[, 1]^2 / tabulate(groups))
    seen <- statistic(seq_len(n))
    set.seed(20201109)
    as_far <- sum(replicate(9999, statistic(sample.int(n)) >= seen - 1e-9 * abs(seen)))
    simulated <- (as_far + 1) / 10000
  }
  list(n = n, h = h, df = unname(test$parameter), p = test$p.value, simulated = simulated,
       effect = h * (n + 1) / (n^2 - 1))
}

# Two groups by Wilcoxon's rank sum: up to 200 answers from 9,999 random regroupings with a fixed seed, beyond that by
# the normal distribution with a correction for ties.
rank_sum_p <- function(one, other) {
  both <- c(one, other)
  if (length(both) > 200) {
    return(suppressWarnings(wilcox.test(one, other, exact = FALSE, correct = FALSE))$p.value)
  }
  ranks <- rank(both)
  middle <- length(one) * (length(both) + 1) / 2
  seen <- abs(sum(ranks[seq_along(one)]) - middle)
  set.seed(20201109)
  as_far <- sum(replicate(9999, abs(sum(sample(ranks, length(one))) - middle) >= seen - 1e-9))
  (as_far + 1) / 10000
}

pairs_of <- function(question, groups, answers) {
  compared <- list()
  for (one in seq_along(answers)) for (other in seq_along(answers)) if (one < other) {
    both <- c(answers[[one]], answers[[other]])
    if (length(unique(both)) < 2) next
    ranks <- rank(both)
    higher <- sum(ranks[seq_along(answers[[one]])]) - length(answers[[one]]) * (length(answers[[one]]) + 1) / 2
    compared[[length(compared) + 1]] <- list(
      question = question$name, label = question$label, one = groups[[one]], other = groups[[other]], n = length(both),
      p = rank_sum_p(answers[[one]], answers[[other]]),
      # How often somebody of the first group answers higher than somebody of the second, ties half.
      superiority = higher / (length(answers[[one]]) * length(answers[[other]])))
  }
  holm <- p.adjust(vapply(compared, `[[`, 0, "p"), "holm")
  Map(function(pair, p) c(pair, p_holm = p), compared, holm)
}

column <- function(name, label, kind, ...) list(name = name, label = label, kind = kind, ...)

# Whom the figures by question and group count: forms with an answer on the scale, of those in the group. A table of the
# report calls sessions otherwise, and of them nothing is told.
counted <- function() {
  by <- run$context$by$name
  if (by %in% c("session", "event")) return(NULL)
  scales <- Filter(function(question) question$type == "scale", run$survey$questions)
  told <- list(where = list(unit = list("form")), keys = list(question = "@", group = by))
  if (length(scales) > 0) {
    told$joined <- list(question = setNames(
      lapply(scales, function(question) as.list(names(scores_of(question)))),
      vapply(scales, `[[`, "", "name")))
  }
  told
}
or_null <- function(value) if (is.null(value) || !is.finite(value)) NULL else value

# What is found, in a sentence; the figures are in the table.
statement <- function(question, n, words) {
  of_whom <- paste0("\u201c", question$label, "\u201d")
  text <- switch(words,
    "groups differ" = paste0("Answers to ", of_whom, " differ between groups more than chance would explain; ", n, " answered."),
    "no difference beyond chance" =
      paste0("Answers to ", of_whom, " differ between groups no more than chance would explain; ", n, " answered."),
    "everybody gave the same answer" = paste0(of_whom, ": everybody gave the same answer; ", n, " answered."),
    paste0(of_whom, ": too few to say."))
  # Always: a question's own words may hold a figure.
  list(text = text, role = "finding", values = list(n = list(table = "tests", row = question$name, column = "n")))
}

section <- function() {
  shown <- list(); tests <- list(); pairs <- list(); statements <- list(); notes <- list()
  names_of <- vapply(run$context$by$groups, `[[`, "", "name")
  labels_of <- setNames(lapply(run$context$by$groups, `[[`, "label"), names_of)
  for (question in run$survey$questions) {
    answers <- setNames(lapply(names_of, function(group) answers_of(question$name, group)), names_of)
    ranks <- split(rank(unlist(answers)), factor(rep(seq_along(answers), lengths(answers)), levels = seq_along(answers)))
    for (place in seq_along(answers)) {
      values <- answers[[place]]
      shown[[length(shown) + 1]] <- list(
        question$name, names_of[[place]], question$label, labels_of[[place]], length(values),
        if (length(values)) median(values) else NULL, if (length(values)) mean(ranks[[place]]) else NULL)
    }
    large <- answers[lengths(answers) >= run$options$smallest_group]
    n <- sum(lengths(large))
    result <- if (length(large) >= 2 && n >= run$context$smallest_base) compare(large) else NULL
    words <- "too few to say"
    if (!is.null(result)) {
      p <- if (is.na(result$simulated)) result$p else result$simulated
      words <- if (p < 0.05) "groups differ" else "no difference beyond chance"
      if (isTRUE(run$options$pairwise) && length(large) > 2) {
        pairs <- c(pairs, pairs_of(question, names(large), unname(large)))
      }
    } else if (length(large) >= 2 && n >= run$context$smallest_base) {
      words <- "everybody gave the same answer"
    }
    statements[[length(statements) + 1]] <- statement(question, n, words)
    tests[[length(tests) + 1]] <- list(
      question$name, question$label, n, length(large), or_null(result$h), or_null(result$df), or_null(result$p),
      or_null(result$simulated), or_null(result$effect), words)
  }
  tables <- list(
    list(name = "groups", title = "Answers by group", dimensions = list(run$context$by$name),
         columns = list(column("question", "Name", "key"), column("group", "Group", "key"),
                        column("label", "Question", "text"), column("group_label", run$context$by$label, "text"),
                        column("answered", "Answered", "count", counts = counted()), column("median", "Median", "number"),
                        column("mean_rank", "Mean rank", "number")),
         rows = shown),
    list(name = "tests", title = "Do groups differ?", dimensions = list(run$context$by$name),
         columns = list(column("question", "Name", "key"), column("label", "Question", "text"),
                        column("n", "Answers compared", "count"), column("groups", "Groups", "number"),
                        column("h", "H", "number"), column("df", "df", "number"), column("p", "p", "number"),
                        column("simulated_p", "p, simulated", "number"), column("effect", "ε²", "number"),
                        column("finding", "Finding", "text")),
         rows = tests))
  if (length(pairs) > 0) {
    tables[[3]] <- list(
      name = "pairs", title = "Each two groups", dimensions = list(run$context$by$name),
      columns = list(column("question", "Name", "key"), column("one", "Group", "key"), column("other", "Against", "key"),
                     column("label", "Question", "text"), column("one_label", "Group", "text"),
                     column("other_label", "Against", "text"), column("n", "Answers", "count"), column("superiority", "First answers higher", "number"),
                     column("p", "p", "number"), column("p_holm", "p, corrected for several tests", "number")),
      rows = lapply(pairs, function(pair) {
        list(pair$question, pair$one, pair$other, pair$label, labels_of[[pair$one]], labels_of[[pair$other]], pair$n, or_null(pair$superiority), or_null(pair$p), or_null(pair$p_holm))
      }))
  }
  notes <- list(
    paste("Forms only, of those who answered both. \u201cDon\u2019t know\u201d is not on the scale. Groups with fewer than",
          run$options$smallest_group, "answers are shown and not tested."),
    paste("\u03b5\u00b2 says how much groups differ, from 0 to 1; the p only how often so much would come about by chance.",
          "Those who came are no sample of those who did not."))
  list(title = "Do groups differ?", statements = statements, tables = tables, notes = notes)
}

# Arguments are evaluated when they are used: nothing is done before it is known that there was a start.
begun <- function(answer) {
  if (is.null(run)) problem("a message came before the start")
  answer
}

converse <- function(input) {
  while (length(line <- readLines(input, n = 1, encoding = "UTF-8")) > 0) {
    message <- fromJSON(line, simplifyVector = FALSE)
    switch(
      if (is.character(message$type)) message$type else "",
      hello = {
        if (!identical(as.numeric(message$protocol), own_protocol)) problem("this plugin speaks version 1 of the protocol")
        say(list(type = "hello", protocol = own_protocol, name = own_name, version = own_version))
      },
      start = begin(message),
      responses = begun(add(message)),
      tally = begun(say(list(type = "tally", state = if (length(tally)) tally else empty()))),
      merge = begun(merge_state(message$state)),
      finish = begun(say(list(type = "section", section = section()))),
      problem("there is no message of that type"))
  }
}

if (!interactive() && !isTRUE(getOption("group_differences_test"))) {
  invisible(Sys.setlocale("LC_CTYPE", "C.UTF-8"))
  status <- tryCatch({ converse(file("stdin", "r", encoding = "UTF-8")); 0 },
    problem = function(problem) { say(list(type = "error", message = conditionMessage(problem))); 1 },
    error = function(error) { say(list(type = "error", message = "a message could not be understood")); 1 })
  quit(save = "no", status = status)
}
