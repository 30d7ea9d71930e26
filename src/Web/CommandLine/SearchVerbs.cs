using System.CommandLine;
using Xtablo.Application.Search;

namespace Xtablo.Web.CommandLine;

internal static class SearchVerbs
{
    public static readonly Command All = new("search", "The index by which messages are found: rebuild.")
    {
        new Verb("rebuild", "Makes the index again from the messages, beside a running server.", RebuildAsync),
    };

    private static async Task RebuildAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<ISearchIndex>().RebuildAsync(new Percent(), ct);
        Console.WriteLine("Every message can be found by the new index.");
    }

    /// <summary>A line for each tenth: it may take minutes.</summary>
    private sealed class Percent : IProgress<int>
    {
        private int _told;

        public void Report(int value)
        {
            if (value / 10 > _told / 10)
            {
                Console.WriteLine($"{value} %");
                _told = value;
            }
        }
    }
}
