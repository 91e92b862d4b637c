using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Reads a file that <c>crosssell propensity train</c> wrote.</summary>
internal static class PropensityModelLoader
{
    public static IExplainablePropensityModel Load(string path)
    {
        if (Directory.Exists(path))
        {
            throw new FailureException($"the model '{path}' is a folder; expected a file that 'crosssell propensity train' wrote.");
        }

        try
        {
            return PropensityModelFile.Load(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException($"there is no model '{path}'; 'crosssell propensity train' makes one.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FailureException($"the model '{path}' cannot be read: {OutputPath.Reason(e)}.", e);
        }
    }
}
