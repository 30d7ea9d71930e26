using System.CommandLine;
using System.Globalization;
using Xtablo.Application.Operation;

namespace Xtablo.Web.CommandLine;

internal static class DoctorVerbs
{
    public static readonly Verb Look = new(
        "doctor", "Looks at what the server stands on, and says what to mend. Beside a running server, too.", LookAsync,
        needsTables: false);

    private static async Task LookAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var (all, unwell) = (0, 0);
        await foreach (var finding in services.GetRequiredService<Doctor>().LookAsync(ct))
        {
            Console.WriteLine(finding);
            (all, unwell) = (all + 1, unwell + (finding.IsWell ? 0 : 1));
        }

        if (unwell > 0)
        {
            throw new OperatorException(
                string.Create(CultureInfo.InvariantCulture, $"{unwell} of {all} things are not well: see the lines with !!."));
        }
    }
}
