using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Writes what is told of groups and parts of customers, as CSV.</summary>
internal static class GroupRowsWriter
{
    /// <summary>The mean probability of each group of each column.</summary>
    public static void WriteSegments(Utf8Sink sink, CustomerTable customers, double[] probabilities, IEnumerable<string> columns)
    {
        var writer = RecordWriter.Create(
            RecordFormat.Csv, sink, "segmentColumn", "segment", "customers", "meanProbability", "lower", "upper", "buyers", "buyersLower", "buyersUpper");
        foreach (string column in columns)
        {
            foreach (SegmentPropensity segment in CustomerSegments.Propensity(probabilities, CustomerSegments.By(customers, column)))
            {
                writer.Text(column);
                writer.Text(segment.Name);
                writer.Number(segment.Customers);
                WriteInterval(writer, segment.MeanProbability);
                WriteInterval(writer, segment.Buyers);
            }
        }
    }

    /// <summary>How each group of each protected column is treated.</summary>
    public static void WriteAudit(Utf8Sink sink, LabeledCustomers customers, double[] probabilities, IEnumerable<string> columns, double contacted)
    {
        var writer = RecordWriter.Create(RecordFormat.Csv, sink, "groupColumn", "group", "customers", "meanProbability", "observedRate", "auc", "selectedShare", "selectionRatio");
        foreach (string column in columns)
        {
            var audit = GroupAudit.Of(probabilities, customers.Labels, CustomerSegments.By(customers.Table, column), contacted, customers.Weights);
            foreach (GroupAuditRow group in audit.Groups)
            {
                writer.Text(column);
                writer.Text(group.Group);
                writer.Number(group.Customers);
                writer.Number(group.MeanProbability);
                writer.Number(group.ObservedRate);
                writer.Number(group.Auc);
                writer.Number(group.SelectedShare);
                writer.Number(audit.SelectionRatio);
            }
        }
    }

    /// <summary>The gains table by decile.</summary>
    public static void WriteGains(Utf8Sink sink, PropensityReport report)
    {
        var writer = RecordWriter.Create(RecordFormat.Csv, sink, "decile", "customers", "buyers", "meanProbability", "observedRate", "cumulativeBuyers", "gain", "lift");
        foreach (GainRow row in report.GainTable())
        {
            writer.Number(row.Part);
            writer.Number(row.Customers);
            writer.Number(row.Buyers);
            writer.Number(row.MeanProbability);
            writer.Number(row.ObservedRate);
            writer.Number(row.CumulativeBuyers);
            writer.Number(row.Gain);
            writer.Number(row.Lift);
        }
    }

    /// <summary>The calibration curve.</summary>
    public static void WriteCalibration(Utf8Sink sink, PropensityReport report)
    {
        var writer = RecordWriter.Create(RecordFormat.Csv, sink, "customers", "meanProbability", "observedRate");
        foreach (CalibrationBin bin in report.Calibration)
        {
            writer.Number(bin.Weight);
            writer.Number(bin.MeanProbability);
            writer.Number(bin.ObservedRate);
        }
    }

    /// <summary>How much each column matters: how far it, or a pair, moved the customers of the training; of trees what their questions about it won.</summary>
    public static void WriteImportance(Utf8Sink sink, IExplainablePropensityModel model)
    {
        switch (model)
        {
            case LogisticPropensityModel logistic:
                WriteMoves(sink, logistic);
                break;
            case BoostedTreesPropensityModel trees:
                WriteGainShares(sink, trees);
                break;
            default:
                throw new ArgumentException($"The model is a {model.GetType().Name}; how much its columns matter is known of logistic models and of trees.", nameof(model));
        }
    }

    private static void WriteGainShares(Utf8Sink sink, BoostedTreesPropensityModel model)
    {
        var writer = RecordWriter.Create(RecordFormat.Csv, sink, "column", "gainShare", "questions", "protected");
        foreach (ColumnImportance importance in model.Importance)
        {
            writer.Text(importance.Column);
            writer.Number(importance.GainShare);
            writer.Number(importance.Questions);
            writer.Text(model.ProtectedColumns.Contains(importance.Column, StringComparer.Ordinal) ? "true" : "false");
        }
    }

    private static void WriteMoves(Utf8Sink sink, LogisticPropensityModel model)
    {
        var writer = RecordWriter.Create(RecordFormat.Csv, sink, "column", "with", "meanAbsoluteContribution", "protected");
        foreach (FeatureImportance importance in model.Importance)
        {
            writer.Text(importance.Columns[0]);
            writer.Text(importance.Columns.Count > 1 ? importance.Columns[1] : "");
            writer.Number(importance.MeanAbsoluteContribution);
            writer.Text(importance.IsProtected ? "true" : "false");
        }
    }

    private static void WriteInterval(RecordWriter writer, Interval interval)
    {
        writer.Number(interval.Value);
        writer.Number(interval.Lower);
        writer.Number(interval.Upper);
    }
}
