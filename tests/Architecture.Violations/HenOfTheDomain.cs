namespace Xtablo.Domain.Hens
{
    public sealed class HenOfTheDomain(Eggs.EggOfDomain egg)
    {
        public Eggs.EggOfDomain Egg => egg;
    }
}

namespace Xtablo.Domain.Eggs
{
    public sealed class EggOfDomain(Hens.HenOfTheDomain hen)
    {
        public Hens.HenOfTheDomain Hen => hen;
    }
}
