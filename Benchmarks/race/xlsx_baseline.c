/*
 * The same cells as a record-level workbook, written with libxlsxwriter alone, after its constant_memory example.
 *
 * xlsx_baseline ANSWERS.csv OUT.xlsx KINDS
 * KINDS has a character for each column: t text, f text in text format, n number, d day (2019-09-24).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* Days from 1970-01-01 (Hinnant's days_from_civil), as Excel counts them. */
static double excel_day(const char *text) {
  int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
  year -= month <= 2;
  int era = year / 400;
  int of_era = year - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097.0 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468 + 25569;
}

/* The next field, its end marked by a NUL; `end` is what stood behind it. */
static char *field(char **at, char *end) {
  char *from = *at, *to;
  if (*from != '"') {
    for (to = from; *to != ',' && *to != '\n' && *to; to++) {}
    *end = *to;
    *to = 0;
    *at = to + 1;
    return from;
  }
  to = ++from;
  char *read = from;
  while (read[0] != '"' || read[1] == '"') {
    if (*read == '"') read++;
    *to++ = *read++;
  }
  *end = read[1];
  *to = 0;
  *at = read + 2;
  return from;
}

int main(int count, char **arguments) {
  if (count != 4) return 64;
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc(size + 1);
  if (!text || fread(text, 1, size, file) != (size_t)size) return 1;
  text[size] = 0;
  const char *kinds = arguments[3];

  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = NULL};
  lxw_workbook *workbook = workbook_new_opt(arguments[2], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Responses");
  lxw_format *as_text = workbook_add_format(workbook), *as_day = workbook_add_format(workbook);
  format_set_num_format(as_text, "@");
  format_set_num_format(as_day, "yyyy-mm-dd");

  char *at = text;
  for (lxw_row_t row = 0; at < text + size; row++) {
    char end = ',';
    for (lxw_col_t column = 0; end == ','; column++) {
      char *cell = field(&at, &end);
      if (!*cell) continue;
      char kind = row == 0 ? 'f' : kinds[column];
      if (kind == 'n') worksheet_write_number(sheet, row, column, atof(cell), NULL);
      else if (kind == 'd') worksheet_write_number(sheet, row, column, excel_day(cell), as_day);
      else worksheet_write_string(sheet, row, column, cell, kind == 'f' ? as_text : NULL);
    }
  }
  return workbook_close(workbook);
}
