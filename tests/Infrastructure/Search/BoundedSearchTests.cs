using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xtablo.Application.Search;

namespace Xtablo.Infrastructure.Tests.Search;

/// <summary>However many messages there are, an answer reads a bounded number of rows: by its plans, and counted.</summary>
public abstract partial class BoundedSearchTests(TestServices xtablo) : SearchTest(xtablo)
{
    private const int Messages = 3000;
    private const int MostAtOnce = 2100; // rows that one step of a statement may read: fewer than there are

    [Fact]
    public async Task Every_statement_of_a_search_walks_an_index_and_few_rows_are_read()
    {
        await PrepareAsync();
        using var seen = new SeenStatements(Plan); // from here on: EF Core asks once a second whether anyone listens
        var (ada, tablo) = await Xtablo.TabloAsync();
        for (var i = 1; i <= Messages; i++)
        {
            await Xtablo.PostAsync(tablo, ada, $"common w{i % 1000}x {(i < 800 ? "ancient" : "recent")} {(i % 2 == 0 ? "even" : "odd")} 重{(char)(0x4E00 + i)}");
        }

        await IndexAsync(tablo);
        await AnalyzeAsync();
        foreach (var input in (SearchInput[])
        [
            For("common"), For("ancient"), For("w7x"), For("even odd"), For("common ancient"), For("ommo"), For("w"), For("重"), For("重丁"), For("no-such-word"),
            For("+"), For("common") with { From = "1970-01-01", To = "1970-01-01" }, For(null) with { Author = $"{ada.Id}" }, For(null) with { Mentions = "me" }, For("ancient") with { Has = "link" },
        ])
        {
            seen.Begin();
            await FindAsync(ada, input, tablo);
            seen.End();

            Assert.NotEmpty(seen.Plans);
            Assert.DoesNotContain(seen.Plans, plan => ReadsAll(plan, [.. seen.Plans]));
            Assert.InRange(seen.Rows, 0, 3200);
        }
    }

    protected abstract string Plan { get; }

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected virtual Task AnalyzeAsync() => Task.CompletedTask;

    /// <param name="all">With the parts that this one names.</param>
    protected abstract bool ReadsAll(string plan, IReadOnlyCollection<string> all);

    public sealed class OnSqlite(OnSqliteFile xtablo) : BoundedSearchTests(xtablo), IClassFixture<OnSqliteFile>
    {
        protected override string Plan => "EXPLAIN QUERY PLAN ";

        protected override bool ReadsAll(string plan, IReadOnlyCollection<string> all) => plan.StartsWith("SCAN", StringComparison.Ordinal) && !plan.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && !plan.Contains("CONSTANT", StringComparison.Ordinal)
            && !all.Contains($"CO-ROUTINE {plan[5..]}", StringComparer.Ordinal); // what it has limited itself
    }

    public sealed partial class OnPostgres(OnPostgresServer xtablo) : BoundedSearchTests(xtablo), IClassFixture<OnPostgresServer>
    {
        protected override string Plan => "EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) ";

        protected override bool ReadsAll(string plan, IReadOnlyCollection<string> all) => plan.Contains("Seq Scan", StringComparison.Ordinal)
            || (!plan.Contains("PK_searched_messages", StringComparison.Ordinal) // two hundred keys cost more than all of three thousand
                && Read().Match(plan) is { Success: true } read && Number(read, "rows") * Math.Max(1, Number(read, "loops")) > MostAtOnce);

        private static long Number(Match match, string group) =>
            match.Groups[group].Value is { Length: > 0 } digits ? long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 0;

        /// <summary>What a step has read, or has read and thrown away.</summary>
        [GeneratedRegex(@"actual rows=(?<rows>\d+) loops=(?<loops>\d+)|Rows Removed by [A-Za-z ]+: (?<rows>\d+)", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Read();

        /// <summary>Tables of so few pages it would rather read whole; this shows what it does when they are large.</summary>
        protected override async Task PrepareAsync()
        {
            await Xtablo.Tables.ExecuteAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database()); END $$");
            await Xtablo.Tables.ExecuteAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_bitmapscan = off', current_database()); END $$");
            await Xtablo.RestartAsync();
        }

        /// <summary>What it knows of the tables is by chance otherwise.</summary>
        protected override Task AnalyzeAsync() => Xtablo.Tables.ExecuteAsync("ANALYZE");
    }

    /// <summary>The plan of each statement of EF Core, asked on its own connection just before it, and the rows that were read.</summary>
    private sealed class SeenStatements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _plan;
        private readonly AsyncLocal<bool> _here = new() { Value = true };
        private readonly ConcurrentBag<IDisposable> _ends = [];
        private bool _isOn;
        private int _rows;

        public SeenStatements(string plan)
        {
            _plan = plan;
            _ends.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public ConcurrentQueue<string> Plans { get; } = [];

        public int Rows => _rows;

        public void Begin()
        {
            (_isOn, _rows) = (true, 0);
            Plans.Clear();
        }

        public void End() => _isOn = false;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _ends.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (_isOn && _here.Value && value.Value is DataReaderDisposingEventData read)
            {
                Interlocked.Add(ref _rows, read.ReadCount);
            }
            else if (_isOn && _here.Value && value.Value is CommandEventData { ExecuteMethod: DbCommandMethod.ExecuteReader } executing and not CommandEndEventData)
            {
                Explain(executing.Command);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var end in _ends)
            {
                end.Dispose();
            }
        }

        private void Explain(DbCommand command)
        {
            using var explain = command.Connection!.CreateCommand();
            explain.CommandText = _plan + command.CommandText;
            explain.Transaction = command.Transaction;
            foreach (DbParameter parameter in command.Parameters)
            {
                explain.Parameters.Add((parameter as ICloneable)?.Clone() ?? Copy(explain, parameter));
            }

            using var plan = explain.ExecuteReader();
            for (var scan = ""; plan.Read();)
            {
                var step = plan.GetString(plan.FieldCount - 1).Trim();
                scan = step.Contains("Scan", StringComparison.Ordinal) ? step : scan;
                Plans.Enqueue(step.StartsWith("Rows Removed", StringComparison.Ordinal) ? $"{step} of {scan}" : step);
            }
        }

        private static DbParameter Copy(DbCommand command, DbParameter parameter)
        {
            var copy = command.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            return copy;
        }
    }
}
