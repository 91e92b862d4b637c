namespace CrossSell.ML;

/// <summary>A propensity model that explains each probability and can be kept in a file: what <see cref="LogisticPropensityModel"/> and <see cref="BoostedTreesPropensityModel"/> share.</summary>
/// <remarks>Implementations are immutable and thread-safe. <see cref="PropensityModelFile"/> reads whichever a file holds.</remarks>
public interface IExplainablePropensityModel : IPropensityModel
{
    /// <summary>The kinds of <see cref="IPropensityModel.Columns"/>, as which customers to be scored must be read.</summary>
    public IReadOnlyDictionary<string, CustomerColumnKind> ColumnKinds { get; }

    /// <summary>The protected columns among <see cref="IPropensityModel.Columns"/>, in ordinal order; never named as reasons.</summary>
    public IReadOnlyList<string> ProtectedColumns { get; }

    /// <summary>The mean log loss on rows held out in the training, before calibration: what to expect of new customers of the same kind.</summary>
    public double ValidationLogLoss { get; }

    /// <summary>What the training chose, one sentence each.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Why a customer gets their probability. Each customer has the same contributions in the same order, if not of the same size.</summary>
    /// <param name="customers">The customers, with every column of <see cref="IPropensityModel.Columns"/>.</param>
    /// <param name="row">Which of them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row of the table.</exception>
    /// <inheritdoc cref="IPropensityModel.Predict" path="/exception"/>
    public PropensityExplanation Explain(CustomerTable customers, int row);

    /// <summary>For each categorical column how many of the customers have a level that the training did not have, or had too rarely; columns without such customers are left out.</summary>
    /// <param name="customers">The customers, with every column of <see cref="IPropensityModel.Columns"/>.</param>
    /// <inheritdoc cref="IPropensityModel.Predict" path="/exception"/>
    public IReadOnlyDictionary<string, int> UnknownLevels(CustomerTable customers);

    /// <summary>The model as JSON: how each column is taken apart, what was learned, the calibration; no customer. The same model gives the same bytes.</summary>
    public byte[] ToBytes();

    /// <summary>Writes the model to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place must not be written.</exception>
    public void Save(string path);
}
