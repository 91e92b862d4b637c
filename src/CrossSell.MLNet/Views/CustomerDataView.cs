using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CrossSell.MLNet;

/// <summary>A table of customers as ML.NET reads it, for pipelines of one's own.</summary>
/// <remarks>
/// Nothing is copied and no value is boxed: ML.NET reads the table's own columns. Numbers, ordered classes, yes and no are <c>Single</c> with NaN where missing; dates are <c>Single</c>, the
/// years from them to the day on which the customer is looked at; categories are keys with their levels as <c>KeyValues</c>, missing where missing.
/// </remarks>
public static class CustomerDataView
{
    /// <summary>The column of keys, where the table has keys.</summary>
    public const string KeyColumn = "Key";

    /// <summary>The column of answers, where they are known.</summary>
    public const string LabelColumn = "Label";

    /// <summary>The column of weights, where there are weights.</summary>
    public const string WeightColumn = "Weight";

    /// <summary>The columns of a table, and <see cref="KeyColumn"/> as text where it has keys.</summary>
    /// <param name="table">The customers.</param>
    /// <param name="cancellationToken">Ends each pass over the rows by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A column has a name that is needed for keys, answers or weights, or holds dates that cannot be counted from.</exception>
    public static IDataView Of(CustomerTable table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new CustomerTableView(table, labeled: null, SchemaOf(table, isLabeled: false, hasWeights: false), cancellationToken);
    }

    /// <summary>The same, with <see cref="LabelColumn"/> as <c>Boolean</c>, and <see cref="WeightColumn"/> as <c>Single</c> where there are weights.</summary>
    /// <param name="customers">The customers and their answers.</param>
    /// <param name="cancellationToken">Ends each pass over the rows by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A column has a name that is needed for keys, answers or weights, or holds dates that cannot be counted from.</exception>
    public static IDataView Of(LabeledCustomers customers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return new CustomerTableView(customers.Table, customers, SchemaOf(customers.Table, isLabeled: true, customers.Weights.Length > 0), cancellationToken);
    }

    private static DataViewSchema SchemaOf(CustomerTable table, bool isLabeled, bool hasWeights)
    {
        var builder = new DataViewSchema.Builder();
        foreach (CustomerColumn column in table.Columns)
        {
            if (column.Name is LabelColumn or WeightColumn or KeyColumn)
            {
                throw new ArgumentException($"A column is called '{column.Name}', which stands for {(column.Name == KeyColumn ? "keys" : column.Name == LabelColumn ? "answers" : "weights")} in the view; give it another name.", nameof(table));
            }

            if (column.Kind == CustomerColumnKind.Date && !table.HasDates)
            {
                throw new ArgumentException($"The column '{column.Name}' holds dates, and the table does not say on which day the customers are looked at; give it with {nameof(CustomerTableBuilder)}.{nameof(CustomerTableBuilder.WithDate)}.", nameof(table));
            }

            if (column.Kind == CustomerColumnKind.Categorical)
            {
                builder.AddColumn(column.Name, KeyNames.Type(column.Levels.Count), KeyNames.Annotations(column.Levels));
            }
            else
            {
                builder.AddColumn(column.Name, NumberDataViewType.Single);
            }
        }

        if (isLabeled)
        {
            builder.AddColumn(LabelColumn, BooleanDataViewType.Instance);
        }

        if (hasWeights)
        {
            builder.AddColumn(WeightColumn, NumberDataViewType.Single);
        }

        if (table.HasKeys)
        {
            builder.AddColumn(KeyColumn, TextDataViewType.Instance);
        }

        return builder.ToSchema();
    }
}
