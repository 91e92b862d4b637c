using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Writes a table of a report, a row at a time.</summary>
internal static class ReportTableWriter
{
    private const int RowsBetweenLooks = 4096;

    public static void Write(RecordWriter writer, ReportTable table, CancellationToken cancellation)
    {
        long rows = 0;
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            if (++rows % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (object? value in row)
            {
                switch (value)
                {
                    case string text:
                        writer.Text(text);
                        break;
                    case long whole:
                        writer.Number(whole);
                        break;
                    case DateTimeOffset instant:
                        writer.Text(Instant.Text(instant.UtcDateTime));
                        break;
                    default:
                        writer.Number((double?)value);
                        break;
                }
            }
        }
    }
}
