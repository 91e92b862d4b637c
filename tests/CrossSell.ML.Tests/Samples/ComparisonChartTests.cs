using System.Globalization;
using System.Xml.Linq;
using ModelComparison;

namespace CrossSell.ML.Tests;

public class ComparisonChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_best_stands_on_top_and_bars_are_as_long_as_their_values()
    {
        XElement[] bars = [.. Draw(new("ease", 0.1, 0.09, 0.11), new("popularity", 0.05, 0.04, 0.06), new("hybrid", 0.2, 0.18, 0.22)).Descendants(Svg + "rect")];
        Assert.Equal(3, bars.Length);
        double[] widths = [.. bars.Select(bar => Number(bar, "width"))];
        Assert.Equal(widths[0] / 2, widths[1], 0.2);
        Assert.Equal(widths[0] / 4, widths[2], 0.2);
        Assert.Equal(bars.Select(bar => Number(bar, "y")).Order(), bars.Select(bar => Number(bar, "y")));
        Assert.Equal("hybrid", Draw(new("ease", 0.1, 0.09, 0.11), new("hybrid", 0.2, 0.18, 0.22)).Descendants(Svg + "text").First(text => (string?)text.Attribute("text-anchor") == "end").Value);
    }

    [Fact]
    public void Names_are_escaped_and_nothing_lies_outside_of_the_drawing()
    {
        foreach (double most in new[] { 1e-6, 0.013, 0.4, 1, 0 })
        {
            XElement svg = Draw(new("<a & \"b\">", most, most * 0.9, most * 1.1), new("x", 0, 0, 0)).Root!;
            double[] box = [.. ((string)svg.Attribute("viewBox")!).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            Assert.All(svg.Descendants(Svg + "rect"), bar => Assert.InRange(Number(bar, "x") + Number(bar, "width"), 0, box[2]));
            Assert.All(svg.Descendants(Svg + "text"), text => Assert.InRange(Number(text, "x"), 0, box[2]));
            Assert.Contains(svg.Descendants(Svg + "text"), text => text.Value == "<a & \"b\">");
        }
    }

    [Fact]
    public void Without_models_the_drawing_is_still_whole() => Assert.Empty(Draw().Descendants(Svg + "rect"));

    private static XDocument Draw(params ComparisonChart.Entry[] entries) => XDocument.Parse(ComparisonChart.Of("Title <1>", "measure & range", entries));

    private static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
