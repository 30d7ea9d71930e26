namespace Xtablo.Infrastructure.Hens
{
    public sealed class HenOfTheInfrastructure(Eggs.EggOfInfrastructure egg)
    {
        public Eggs.EggOfInfrastructure Egg => egg;
    }
}

namespace Xtablo.Infrastructure.Eggs
{
    public sealed class EggOfInfrastructure(Hens.HenOfTheInfrastructure hen)
    {
        public Hens.HenOfTheInfrastructure Hen => hen;
    }
}
