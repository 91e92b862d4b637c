using System.Globalization;
using CrossSell.ML.Report;

namespace CrossSell.ML;

/// <summary>The whole potential of the customers for the sales meeting: classes, white space, share of wallet, next steps, who has gone quiet, what customers are worth, what suits whom.</summary>
/// <remarks>
/// Immutable and thread-safe. Everything is worked out once; the page in English or German and the tables are made of the same figures. The same input gives the same
/// bytes. The page names no customer unless that is asked for.
/// </remarks>
public sealed class PotentialReport
{
    private readonly Study _study;

    private PotentialReport(Study study) => _study = study;

    /// <summary>What the page names as its generator.</summary>
    public static string Generator => "crosssell potential";

    /// <summary>The names of all tables that a report may have, in its order.</summary>
    public static IReadOnlyList<string> TableNames => ReportTables.Names;

    /// <summary>The number of customers.</summary>
    public int Customers => _study.Book.Customers;

    /// <summary>What was taken as now; null when the purchases have no times and none was given.</summary>
    public DateTime? AsOf => _study.Book.AsOf;

    /// <summary>Whether probabilities were learned; otherwise the share of customers who have a product stands in.</summary>
    public bool HasPropensities => _study.Estimates.IsLearned;

    /// <summary>Why probabilities were not learned; empty when they were.</summary>
    public string WhyNoPropensities => _study.Estimates.WhyNot;

    /// <summary>The tables: sums always, those that name customers as far as they were asked for.</summary>
    public IReadOnlyList<ReportTable> Tables => ReportTables.Of(_study);

    /// <summary>Works everything out. Learning the propensities takes most of the time: seconds for ten thousand customers.</summary>
    /// <param name="history">The purchases, with customers.</param>
    /// <param name="catalog">The products; null or empty for those of the purchases.</param>
    /// <param name="options">What else is known, and what is asked; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The history names no customers, an option is out of range, or the customers' table does not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PotentialReport Of(PurchaseHistory history, ProductCatalog? catalog = null, PotentialReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= new PotentialReportOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        return new PotentialReport(new Study(history, catalog, options, cancellationToken));
    }

    /// <summary>The main figures in words, those at the head of the page.</summary>
    /// <param name="culture">German for <c>de</c> and its regions, English for every other culture.</param>
    public IReadOnlyList<string> Headlines(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return [.. BookSection.Headlines(ReportLanguage.For(culture), _study).Select(h => $"{h.Value} {h.Label}")];
    }

    /// <summary>The report as one page of HTML that needs nothing else: no network, no script, drawings inside; printed on A4 it breaks between its parts.</summary>
    /// <param name="culture">German for <c>de</c> and its regions, English for every other culture.</param>
    public string ToHtml(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return ReportPage.Of(_study, ReportLanguage.For(culture));
    }
}
